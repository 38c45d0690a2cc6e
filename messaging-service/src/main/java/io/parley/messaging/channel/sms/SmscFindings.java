package io.parley.messaging.channel.sms;

import io.parley.runtime.setup.SetupFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Evaluates the binds to one SMSC: the first line is whether they are bound; each fault of a link that is bound is a
 * line of its own.
 *
 * @see <a href="https://smpp.org/SMPP_v3_4_Issue1_2.pdf">SMPP 3.4, 4.1 bind, 4.11 enquire_link, 5.1.3 command_status,
 *     5.3.2.25 sc_interface_version</a>
 */
final class SmscFindings {
    /** Operators restart SMSCs now and then; a link that is lost more often than this has a cause. */
    private static final int FLAPPING = 3;

    /** A few throttled submits are how a window finds its limit. */
    private static final int OFTEN_THROTTLED = 10;

    private static final int SMPP_3_4 = 0x34;

    private final String subject;
    private final String prefix;
    private final SmsConfig.Smsc settings;

    SmscFindings(String name, SmsConfig.Smsc settings) {
        this.subject = "smsc " + name;
        this.prefix = "parley.channels.sms.smscs." + name + ".";
        this.settings = settings;
    }

    /** @param probes of the binds that are bound */
    List<SetupFinding> of(List<SmppBind> binds, List<LinkProbe> probes) {
        var findings = new ArrayList<SetupFinding>();
        var bound = binds.stream().filter(SmppBind::isBound).count();
        findings.add(bound == binds.size() ? bound(binds, probes) : notBound(bound, binds));
        silent(probes).ifPresent(findings::add);
        oldVersion(probes).ifPresent(findings::add);
        flapping(binds).ifPresent(findings::add);
        throttled(binds).ifPresent(findings::add);
        return findings;
    }

    private SetupFinding bound(List<SmppBind> binds, List<LinkProbe> probes) {
        var peak = binds.stream().mapToInt(SmppBind::peakWindow).max().orElse(0);
        return SetupFinding.ok(
                subject,
                "%d of %d binds are bound%s, %s; at most %d of %d window slots were in use"
                        .formatted(
                                binds.size(),
                                binds.size(),
                                roundTrip(probes),
                                version(probes),
                                peak,
                                settings.session().window()));
    }

    private static String roundTrip(List<LinkProbe> probes) {
        return probes.stream()
                .filter(LinkProbe::isAnswered)
                .map(LinkProbe::roundTrip)
                .max(Comparator.naturalOrder())
                .map(slowest -> ", enquire_link is answered within " + millis(slowest) + " ms")
                .orElse("");
    }

    private static long millis(Duration roundTrip) {
        return Math.max(1, roundTrip.toMillis());
    }

    private static String version(List<LinkProbe> probes) {
        var version = reported(probes);
        return version.isPresent() ? "SMPP " + text(version.getAsInt()) : "SMPP version not reported";
    }

    private static OptionalInt reported(List<LinkProbe> probes) {
        return probes.stream()
                .map(LinkProbe::interfaceVersion)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .min();
    }

    /** 0x34 is 3.4; 0 stands for 3.3 and earlier. */
    private static String text(int version) {
        return version == 0 ? "3.3 or earlier" : String.format(Locale.ROOT, "%d.%d", version >> 4, version & 0xF);
    }

    private SetupFinding notBound(long bound, List<SmppBind> binds) {
        var failure = binds.stream()
                .map(SmppBind::lastFailure)
                .flatMap(Optional::stream)
                .findFirst();
        var isLost = binds.stream().anyMatch(bind -> bind.losses() > 0);
        var finding = bound + " of " + binds.size() + " binds are bound: "
                + failure.map(BindFailure::description)
                        .orElse(isLost ? "a session was lost" : "no bind has completed yet");
        var remedy = failure.map(this::remedy).orElse("Wait for the next bind, then check again.");
        return bound == 0
                ? SetupFinding.failed(subject, finding, remedy)
                : SetupFinding.warning(subject, finding, remedy);
    }

    private String remedy(BindFailure failure) {
        return switch (failure.commandStatus()) {
            case 0 ->
                "Correct " + prefix + "host (" + settings.host() + ") and " + prefix + "port (" + settings.port()
                        + "), and check that a firewall and the operator's list of addresses let this host connect.";
            case CommandStatus.INVALID_PASSWORD ->
                "Correct " + prefix
                        + "password. SMPP allows at most 8 characters; the operator may have set a longer one.";
            case CommandStatus.INVALID_SYSTEM_ID ->
                "Correct " + prefix + "system-id, and ask the operator whether the account is active.";
            case CommandStatus.BIND_FAILED ->
                "Correct " + prefix + "system-id and " + prefix + "password, and ask the operator whether the account"
                        + " is active and allows binds from this address.";
            case CommandStatus.INVALID_SYSTEM_TYPE ->
                "Correct " + prefix + "system-type (" + settings.systemType().orElse("not set")
                        + "); most operators require none.";
            case CommandStatus.ALREADY_BOUND ->
                "The account has as many binds as the operator allows: lower " + prefix + "binds ("
                        + settings.session().binds() + " for each instance of messaging-service), and check that no"
                        + " other program binds with this system id.";
            case CommandStatus.SYSTEM_ERROR, CommandStatus.QUEUE_FULL, CommandStatus.THROTTLED ->
                "The SMSC has a temporary error; binding is tried again. Ask the operator if it lasts.";
            default ->
                "Ask the operator what the status means, how many binds the account may have (" + prefix + "binds = "
                        + settings.session().binds() + ") and which bind type it allows (" + prefix + "bind-mode).";
        };
    }

    private Optional<SetupFinding> silent(List<LinkProbe> probes) {
        return probes.stream()
                .filter(probe -> !probe.isAnswered())
                .findFirst()
                .map(probe -> SetupFinding.failed(
                        subject,
                        "enquire_link is not answered although the session is bound: " + probe.failure(),
                        "Ask the operator whether the SMSC hangs, and check that no firewall drops idle connections: "
                                + prefix + "enquire-link must be shorter than its idle timeout."));
    }

    private Optional<SetupFinding> oldVersion(List<LinkProbe> probes) {
        var version = reported(probes);
        return version.isPresent() && version.getAsInt() < SMPP_3_4
                ? Optional.of(SetupFinding.warning(
                        subject,
                        "the SMSC speaks SMPP " + text(version.getAsInt()) + ", which has no optional parameters",
                        "Set " + prefix + "user-message-reference to false and " + prefix
                                + "concatenation to udh8 or udh16; transceivers (" + prefix + "bind-mode) and states of"
                                + " receipts in parameters need SMPP 3.4 too."))
                : Optional.empty();
    }

    private Optional<SetupFinding> flapping(List<SmppBind> binds) {
        var losses = binds.stream().mapToInt(SmppBind::losses).sum();
        return losses < FLAPPING
                ? Optional.empty()
                : Optional.of(SetupFinding.warning(
                        subject,
                        "its sessions were lost " + losses + " times in the last " + RecentEvents.PERIOD.toMinutes()
                                + " minutes",
                        "Check that no other program or instance binds with the same system id beyond what the operator"
                                + " allows, and that no firewall cuts idle connections (" + prefix + "enquire-link)."));
    }

    private Optional<SetupFinding> throttled(List<SmppBind> binds) {
        var throttled = binds.stream().mapToInt(SmppBind::throttled).sum();
        return throttled < OFTEN_THROTTLED
                ? Optional.empty()
                : Optional.of(SetupFinding.warning(
                        subject,
                        "it throttled " + throttled + " submits in the last " + RecentEvents.PERIOD.toMinutes()
                                + " minutes",
                        "Lower " + prefix + "window (" + settings.session().window() + ") or " + prefix
                                + "binds, or ask the operator for more messages per second."));
    }
}
