package io.parley.messaging.channel.scripted;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.validation.E164Validator;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A channel with scripted outcomes by recipient; accepts every message without a script. It replaces Viber, so that
 * responses can be validated against the contract. It consists of this package only, which shows that the port is
 * complete.
 */
@Alternative
@ApplicationScoped
public class ScriptedChannel implements Channel<ScriptedContent> {

    /** One submit. */
    public record Call(UUID messageId, String recipient, String text, int attempt, int throttles) {}

    private static final int MAX_LENGTH = 20;

    private static final ChannelKind<ScriptedContent> KIND =
            ChannelKind.ofServices("viber", ScriptedContent.class).withOptions(ScriptedOptions.class);

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<UUID> failing = ConcurrentHashMap.newKeySet();
    private final Set<UUID> limited = ConcurrentHashMap.newKeySet();
    private final Map<String, Function<Call, Uni<Submission>>> scripts = new ConcurrentHashMap<>();

    @Override
    public ChannelKind<ScriptedContent> kind() {
        return KIND;
    }

    @Override
    public Optional<String> validateRecipient(String recipient) {
        return E164Validator.isNumber(recipient) ? Optional.empty() : Optional.of("must be an international number");
    }

    @Override
    public List<Violation> validateSending(Sender sender, ScriptedContent content) {
        return limited.contains(sender.id()) && text(content).length() > MAX_LENGTH
                ? List.of(new Violation("text", "must have at most " + MAX_LENGTH + " characters"))
                : List.of();
    }

    @Override
    public Uni<Submission> submit(OutboundMessage<ScriptedContent> message) {
        var call = new Call(
                message.messageId(),
                message.recipient(),
                text(message.content()),
                message.attempt(),
                message.throttles());
        calls.add(call);
        message.exchange().sent("POST /scripted", call);
        return scripts.getOrDefault(call.recipient(), ScriptedChannel::accepted).apply(call);
    }

    @Override
    public InDoubtPolicy inDoubtPolicy(Sender sender) {
        return failing.contains(sender.id()) ? InDoubtPolicy.FAIL : InDoubtPolicy.RESEND;
    }

    /** A text has one segment per {@code |}-separated part. */
    @Override
    public List<Integer> references(UUID messageId, ScriptedContent content, String provider) {
        return IntStream.range(0, text(content).split("\\|").length)
                .mapToObj(index -> reference(messageId, index))
                .toList();
    }

    @Override
    public String quoted(ScriptedContent content) {
        return text(content);
    }

    /** The reference that statuses return for a segment, counted from 0. */
    public static int reference(UUID messageId, int index) {
        return messageId.hashCode() + index & 0xFFFF;
    }

    /** Sets {@link InDoubtPolicy#FAIL} for this sender. */
    public void failAfterSilence(UUID sender) {
        failing.add(sender);
    }

    /** Limits texts of this sender to {@value #MAX_LENGTH} characters. */
    public void keepLimits(UUID sender) {
        limited.add(sender);
    }

    /** Sets the outcome of submits to this recipient. */
    public void script(String recipient, Function<Call, Uni<Submission>> script) {
        scripts.put(recipient, script);
    }

    /** Sets the same outcome for all submits to this recipient. */
    public void answer(String recipient, Submission submission) {
        script(recipient, call -> requests(submission));
    }

    public List<Call> callsTo(String recipient) {
        return calls.stream().filter(call -> call.recipient().equals(recipient)).toList();
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The provider's id of an accepted message. */
    public static String providerId(UUID messageId) {
        return "scripted-" + messageId;
    }

    public static Uni<Submission> accepted(Call call) {
        return requests(Submission.Accepted.of("viber", providerId(call.messageId())));
    }

    public static Uni<Submission> requests(Submission submission) {
        return Uni.createFrom().item(submission);
    }

    private static String text(ScriptedContent content) {
        return switch (content) {
            case ScriptedContent.Text(var text) -> text;
            case ScriptedContent.Image(var image) -> image.url();
        };
    }
}
