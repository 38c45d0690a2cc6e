package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.exactlyOne;
import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;

import io.parley.sandbox.meta.rules.MemberRules.Member;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules of media in messages, in headers of interactive messages and in templates. */
final class MediaRules {
    private static final int CAPTION = 1024;
    private static final int FILE_NAME = 240;

    private static final Member CAPTIONED = optional("caption", Values.parameterText(CAPTION));
    private static final Member NAMED = optional("filename", Values.parameterText(FILE_NAME));

    private final KnownIds ids;

    MediaRules(KnownIds ids) {
        this.ids = ids;
    }

    /** Returns the rule of each media type as the content of a message. */
    Map<String, Rule> contents() {
        return Map.of(
                "image", file(CAPTIONED),
                "video", file(CAPTIONED),
                "document", file(CAPTIONED, NAMED),
                "audio", file(optional("voice", Values.bool())),
                "sticker", file());
    }

    /** A file without a caption. */
    Rule plain() {
        return file();
    }

    /** A document without a caption. */
    Rule named() {
        return file(NAMED);
    }

    private Rule file(Member... more) {
        var members = Stream.concat(Stream.of(optional("id", known()), optional("link", Values.url())), Stream.of(more))
                .toArray(Member[]::new);
        return object(members).and(exactlyOne("id", "link"));
    }

    private Rule known() {
        return Values.text()
                .and((param, value) -> ids.media(value.textValue())
                        ? Optional.empty()
                        : Optional.of(RuleViolation.badParameter(
                                "Param " + param + " is not a valid whatsapp business account media attachment ID")));
    }
}
