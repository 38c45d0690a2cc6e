package io.parley.bench;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * What became of the messages of a load during which a process was killed.
 *
 * @param accepted messages that were answered with 202
 * @param lost accepted messages that the SMSC has never received
 * @param twice messages that the SMSC has received more than once, accepted or not
 * @param unanswered messages with another response or without one
 * @param unansweredSent those of them that the SMSC has received; their clients cannot know it
 */
record KillResult(
        String gateway,
        String process,
        int kills,
        int accepted,
        int lost,
        int twice,
        int unanswered,
        int unansweredSent) {

    /** @param copies how often the SMSC has received each text */
    static KillResult of(
            String gateway,
            String process,
            int kills,
            Set<String> accepted,
            Set<String> unanswered,
            Map<String, Integer> copies) {
        return new KillResult(
                gateway,
                process,
                kills,
                accepted.size(),
                (int) accepted.stream()
                        .filter(text -> !copies.containsKey(text))
                        .count(),
                (int) copies.values().stream().filter(count -> count > 1).count(),
                unanswered.size(),
                (int) unanswered.stream().filter(copies::containsKey).count());
    }

    JsonObject json() {
        return new JsonObject()
                .put("gateway", gateway)
                .put("process", process)
                .put("kills", kills)
                .put("accepted", accepted)
                .put("lost", lost)
                .put("sentTwice", twice)
                .put("unanswered", unanswered)
                .put("unansweredSent", unansweredSent);
    }
}
