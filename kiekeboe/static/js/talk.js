// The page of a conversation, on every surface: loaded there only. What puts pieces of a page in
// place (live-updates) is in the script of the surface already.
import "js/elements/talk-box"
import "js/elements/talk-log"
import "js/elements/note-text"
