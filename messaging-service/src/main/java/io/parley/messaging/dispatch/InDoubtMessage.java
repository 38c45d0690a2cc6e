package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.message.Excerpt;
import io.parley.messaging.queue.DispatchJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A message in doubt and the statuses of unknown messages for the same sender and recipient.
 *
 * @param holdEnded whether it is due to be resent or to fail
 * @param statuses at least one
 */
record InDoubtMessage(
        DispatchJob job, Channel<MessageContent> channel, boolean holdEnded, List<UnknownStatus> statuses) {

    /**
     * The lost response by the references that we sent. All segments must be named: the provider may have the first
     * segments of a long text and not the last.
     */
    Optional<Submission.Accepted> responseByReference() {
        return statuses.stream()
                .map(UnknownStatus::provider)
                .distinct()
                .flatMap(provider -> responseByReference(provider).stream())
                .findFirst();
    }

    private Optional<Submission.Accepted> responseByReference(String provider) {
        var ids = new ArrayList<String>();
        for (var reference :
                channel.references(job.message().id(), job.outbound().content(), provider)) {
            statuses.stream()
                    .filter(status -> status.provider().equals(provider) && reference.equals(status.reference()))
                    .map(UnknownStatus::providerId)
                    .findFirst()
                    .ifPresentOrElse(ids::add, () -> ids.add(""));
        }
        return ids.isEmpty() || ids.contains("")
                ? Optional.empty()
                : Optional.of(new Submission.Accepted(provider, ids));
    }

    /**
     * The lost response by sender and recipient; {@link PairMatch} decides whether that is unambiguous. All statuses
     * since the call in doubt must be of one message that the provider has accepted. A reference that is not ours, or a
     * text that does not begin like ours, is of another message; a text of several segments may be accepted in part and
     * never qualifies.
     */
    Optional<Submission.Accepted> responseByPair() {
        var afterCall = statuses.stream().filter(UnknownStatus::afterTheCall).toList();
        return holdEnded
                        && !isSegmented()
                        && areOfOneMessage(afterCall)
                        && afterCall.stream().allMatch(this::mayBeOurs)
                        && afterCall.stream().anyMatch(UnknownStatus::provesAcceptance)
                ? Optional.of(Submission.Accepted.of(
                        afterCall.getFirst().provider(), afterCall.getFirst().providerId()))
                : Optional.empty();
    }

    private boolean isSegmented() {
        return providers().stream()
                .anyMatch(provider ->
                        channel.references(job.message().id(), job.outbound().content(), provider)
                                        .size()
                                > 1);
    }

    private Set<String> providers() {
        return statuses.stream().map(UnknownStatus::provider).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean areOfOneMessage(List<UnknownStatus> statuses) {
        return statuses.stream()
                        .map(status -> status.provider() + " " + status.providerId())
                        .distinct()
                        .count()
                == 1;
    }

    private boolean mayBeOurs(UnknownStatus status) {
        var text = channel.quoted(job.outbound().content());
        return status.reference() == null
                && (status.excerpt() == null || (text != null && Excerpt.agrees(status.excerpt(), text)));
    }
}
