// The pages with photos: loaded there only, beside js/portal.js.
import "js/elements/keep-photo"
import "js/elements/photo-album"
