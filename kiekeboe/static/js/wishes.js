// The page on which a parent chooses which news comes how: loaded there only.
import "js/elements/push-switch"
