import "js/elements/app-toast"
import "js/elements/session-end"
import "js/elements/first-error"
