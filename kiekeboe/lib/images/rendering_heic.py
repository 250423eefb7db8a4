"""`rendering`, with HEIC: apart, because that decoder is an optional extra and takes memory."""

import pillow_heif

from kiekeboe.lib.images import rendering

pillow_heif.options.DECODE_THREADS = 1
pillow_heif.options.THUMBNAILS = False
rendering.READERS["heic"] = pillow_heif.HeifImageFile

render = rendering.render
