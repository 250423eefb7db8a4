from kiekeboe.command import main

raise SystemExit(main())
