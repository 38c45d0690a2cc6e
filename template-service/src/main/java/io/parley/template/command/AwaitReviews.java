package io.parley.template.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.ApiFailure;
import io.parley.runtime.command.CommandOutput;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import io.parley.runtime.resilience.BackOff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits until Meta has decided on all localizations of the files, or until a deadline. */
final class AwaitReviews {
    private static final BackOff POLLS = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(30));
    private static final Set<String> REFUSED = Set.of("REJECTED", "SUBMIT_FAILED");
    private static final Set<String> DECIDED = Set.of("APPROVED", "REJECTED", "SUBMIT_FAILED");

    private final TemplatesApi api;
    private final String account;
    private final Waiting waiting;
    private final CommandOutput output;

    AwaitReviews(TemplatesApi api, String account, Waiting waiting, CommandOutput output) {
        this.api = api;
        this.account = account;
        this.waiting = waiting;
        this.output = output;
    }

    /** A localization of a file, and its status in the account. */
    private record Review(String name, String language, String status, String reason) {

        boolean isPending() {
            return !DECIDED.contains(status);
        }

        @Override
        public String toString() {
            return name + " " + language + " " + status + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** Returns {@link ExitCode#FAILED} if Meta has refused a localization, {@link ExitCode#TIMEOUT} if it has not decided. */
    ExitCode run(List<TemplateFile> files, Duration time) {
        var deadline = waiting.now().plus(time);
        var reviews = reviews(files);
        for (var polls = 0; reviews.stream().anyMatch(Review::isPending); polls++) {
            var left = Duration.between(waiting.now(), deadline);
            if (left.isNegative() || left.isZero()) {
                break;
            }
            var pause = POLLS.pause(polls);
            waiting.pause(pause.compareTo(left) < 0 ? pause : left);
            reviews = readAgain(files, reviews);
        }
        print(reviews);
        return exitCode(reviews);
    }

    private void print(List<Review> reviews) {
        var list = output.document().putArray("reviews");
        for (var review : reviews) {
            output.line(review.toString());
            list.addObject()
                    .put("name", review.name())
                    .put("language", review.language())
                    .put("status", review.status())
                    .put("reason", review.reason().isEmpty() ? null : review.reason());
        }
    }

    private static ExitCode exitCode(List<Review> reviews) {
        if (reviews.stream().anyMatch(review -> REFUSED.contains(review.status()))) {
            return ExitCode.FAILED;
        }
        return reviews.stream().anyMatch(Review::isPending) ? ExitCode.TIMEOUT : ExitCode.OK;
    }

    /** Keeps the known states during an outage of the API: the reviews go on. */
    private List<Review> readAgain(List<TemplateFile> files, List<Review> before) {
        try {
            return reviews(files);
        } catch (ApiFailure failure) {
            if (!failure.isOutage()) {
                throw failure;
            }
            return before;
        }
    }

    private List<Review> reviews(List<TemplateFile> files) {
        Map<String, JsonNode> present = api.templates(account).stream()
                .collect(Collectors.toMap(
                        template -> template.path("templateName").asText(), template -> template, (a, b) -> a));
        var reviews = new ArrayList<Review>();
        for (var file : files) {
            var template = present.get(file.name());
            file.languages()
                    .map(language -> review(file.name(), language, template))
                    .forEach(reviews::add);
        }
        return reviews;
    }

    private static Review review(String name, String language, @Nullable JsonNode template) {
        return template == null
                ? new Review(name, language, "MISSING", "")
                : template.path("localizations")
                        .valueStream()
                        .filter(found -> found.path("language").asText().equalsIgnoreCase(language))
                        .findFirst()
                        .map(found -> new Review(
                                name,
                                language,
                                found.path("status").asText(),
                                found.path("rejectionReason")
                                        .asText(found.path("statusReason").asText())))
                        .orElseGet(() -> new Review(name, language, "MISSING", ""));
    }
}
