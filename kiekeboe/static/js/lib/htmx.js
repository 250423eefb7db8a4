// htmx under our content security policy: its HTML goes through our own Trusted Types policy.
import htmx from "vendor/htmx"
import { trusted } from "js/lib/trusted"

htmx.registerExtension("trusted", {
  init: (api) => api.initSecurity({ createHTML: trusted, createScript: () => "" }),
})
