package io.parley.messaging.search;

import java.util.List;
import java.util.Optional;

/**
 * One page of a search. A page can have fewer messages than asked for, even none, although more follow: a page examines
 * a limited number of messages, and those that do not match are not replaced.
 *
 * @param next where the next page begins; empty if this is the last one
 */
public record MessagePage(List<FoundMessage> messages, Optional<MessageCursor> next) {}
