"""`rendering`, with HEIC. Apart, because the decoder is an optional extra and takes memory to load."""

import pillow_heif

from kiekeboe.lib.images import rendering

pillow_heif.options.DECODE_THREADS = 1
pillow_heif.options.THUMBNAILS = False
rendering.READERS["heic"] = pillow_heif.HeifImageFile

render = rendering.render
