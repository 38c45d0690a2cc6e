package io.parley.messaging.search;

import io.parley.messaging.model.MessageState;
import io.parley.model.ChannelName;
import io.parley.runtime.json.Suggestion;
import io.parley.runtime.json.Violations;
import io.parley.runtime.paging.CursorPaged;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a search. A parameter that the operation does not have is refused: without it the search
 * would find more than it was meant to.
 */
final class SearchQuery {

    static final int MAX_PERSON = 64;
    static final int MAX_CONTEXT = 125;
    static final int MAX_CODE = 200;
    static final int MAX_TEXT = 200;

    private static final Set<String> OF_PERIOD = Set.of("since", "until");
    private static final Set<String> OF_MESSAGES = Set.of("from", "to", "channel", "direction", "status", "context");
    private static final Set<String> OF_OPERATOR =
            Set.of("from", "to", "channel", "direction", "status", "context", "errorCode", "text");
    private static final Set<String> OF_PAGE = Set.of("page", "size", "order", CursorPaged.CURSOR);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Set<MessageState> STATUSES = EnumSet.complementOf(EnumSet.of(MessageState.UNKNOWN));

    private final UriInfo uri;
    private final Violations violations = new Violations();

    private SearchQuery(UriInfo uri) {
        this.uri = uri;
    }

    /**
     * What is asked for.
     *
     * @param number of the page, counted from 1; only reported back
     */
    record Request(MessageFilter filter, PageRequest page, int number) {

        CursorPaged<List<MessageView>> response(MessagePage found) {
            return response(
                    found, found.messages().stream().map(MessageView::of).toList());
        }

        /** @param messages those found, as the operation returns them */
        <M> CursorPaged<List<M>> response(MessagePage found, List<M> messages) {
            return new CursorPaged<>(
                    messages,
                    number,
                    page.size(),
                    (long) page.before() + messages.size(),
                    found.next().map(MessageCursor::text));
        }
    }

    /** The query of {@code GET /messages}; throws a 400 that lists all violations. */
    static Request ofMessages(UriInfo uri, Collection<ChannelName> channels) {
        var query = new SearchQuery(uri);
        query.checkNames(OF_MESSAGES);
        return query.request(query.filter(channels), SearchOrder.NEWEST_FIRST);
    }

    /**
     * The query of {@code GET /operator/v1/messages} without the members that select one account or one message; throws
     * a 400 that lists all violations.
     *
     * @param others names of those members
     */
    static Request ofOperator(UriInfo uri, Collection<ChannelName> channels, Set<String> others) {
        var query = new SearchQuery(uri);
        var names = new TreeSet<>(OF_OPERATOR);
        names.addAll(others);
        query.checkNames(names);
        return query.request(query.filter(channels), SearchOrder.NEWEST_FIRST);
    }

    /** The query of a conversation; throws a 400 that lists all violations. */
    static Request ofConversation(UriInfo uri) {
        var query = new SearchQuery(uri);
        query.checkNames(Set.of());
        return query.request(
                MessageFilter.ofPeriod(query.time("since"), query.time("until")), SearchOrder.OLDEST_FIRST);
    }

    private void checkNames(Set<String> filters) {
        var known = new TreeSet<String>(OF_PERIOD);
        known.addAll(OF_PAGE);
        known.addAll(filters);
        for (var name : uri.getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                violations.add(
                        name,
                        "is no parameter of this operation; it has " + String.join(", ", known)
                                + Suggestion.of(name, known));
            }
        }
    }

    private MessageFilter filter(Collection<ChannelName> channels) {
        var filter = new MessageFilter(
                oneOf("channel", channels, ChannelName::value),
                oneOf("direction", List.of(MessageDirection.values()), MessageDirection::value),
                text("from", MAX_PERSON, SearchQuery::plain),
                text("to", MAX_PERSON, SearchQuery::plain),
                oneOf("status", STATUSES, MessageState::value),
                text("context", MAX_CONTEXT, Function.identity()),
                text("errorCode", MAX_CODE, Function.identity()),
                text("text", MAX_TEXT, Function.identity()),
                time("since"),
                time("until"));
        if (filter.direction() == MessageDirection.INBOUND) {
            refuseForReceived("status", filter.status());
            refuseForReceived("context", filter.context());
            refuseForReceived("errorCode", filter.errorCode());
        }
        return filter;
    }

    private void refuseForReceived(String name, @Nullable Object value) {
        if (value != null) {
            violations.add(name, "must be left out with direction inbound: only sent messages have it");
        }
    }

    private Request request(MessageFilter filter, SearchOrder defaultOrder) {
        if (filter.since() != null && filter.until() != null && !filter.since().isBefore(filter.until())) {
            violations.add("until", "must be later than since");
        }
        var given = oneOf("order", List.of(SearchOrder.values()), SearchOrder::value);
        var cursor = read(
                CursorPaged.CURSOR,
                text -> MessageCursor.of(text).orElseThrow(IllegalArgumentException::new),
                "must be taken from a link of another page");
        var size = whole("size", PageRequest.MAX_SIZE, PageRequest.DEFAULT_SIZE);
        var number = whole("page", Integer.MAX_VALUE, 1);
        if (number > 1 && cursor == null && !violations.covers(CursorPaged.CURSOR)) {
            violations.add("page", "must be 1 without a cursor: use the link next of the page before");
        }
        violations.throwIfAny();
        return new Request(filter, new PageRequest(size, given == null ? defaultOrder : given, cursor), number);
    }

    private @Nullable Instant time(String name) {
        return read(name, Instant::parse, "must be a time, for example 2026-03-02T09:00:00Z");
    }

    private @Nullable String text(String name, int max, Function<String, String> reader) {
        return read(name, text -> checked(reader.apply(text), max), textOf(max));
    }

    private <E> @Nullable E oneOf(String name, Collection<E> all, Function<E, String> spelling) {
        return read(
                name,
                text -> all.stream()
                        .filter(one -> spelling.apply(one).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                "must be one of " + all.stream().map(spelling).collect(Collectors.joining(", ")));
    }

    private int whole(String name, int max, int otherwise) {
        var rule =
                max == Integer.MAX_VALUE ? "must be a whole number from 1" : "must be a whole number from 1 to " + max;
        var number = read(name, text -> inRange(text, max), rule);
        return number == null ? otherwise : number;
    }

    private <T> @Nullable T read(String name, Function<String, T> reader, String rule) {
        var given = uri.getQueryParameters().getOrDefault(name, List.of());
        if (given.size() > 1) {
            violations.add(name, "must be given once");
        }
        try {
            return given.size() == 1 ? reader.apply(given.getFirst()) : null;
        } catch (IllegalArgumentException | DateTimeException e) {
            violations.add(name, rule);
            return null;
        }
    }

    /** The number or id of a person or sender without a leading {@code +}, which decodes to a blank if not encoded. */
    static String plain(String text) {
        return text.startsWith("+") || text.startsWith(" ") ? text.substring(1) : text;
    }

    /** The rule of {@link #checked}, to follow the name of a parameter. */
    static String textOf(int max) {
        return "must be a text of 1 to " + max + " characters without control characters";
    }

    /** Throws an {@code IllegalArgumentException} if the text breaks the rule. */
    static String checked(String text, int max) {
        var isValid = !text.isEmpty()
                && text.codePointCount(0, text.length()) <= max
                && text.codePoints().noneMatch(Character::isISOControl);
        if (!isValid) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static Integer inRange(String text, int max) {
        if (NUMBER.matcher(text).matches()) {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        }
        throw new IllegalArgumentException();
    }
}
