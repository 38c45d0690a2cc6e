package io.parley.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that happens at a network, as calls of the sandbox and of the API: {@code triggers.yaml} lists them all. Texts
 * of a step may contain variables, {@code ${person}}.
 *
 * @param name what happens, in the words of the callbacks
 * @param summary one sentence
 * @param channels on which it can happen, the default first
 * @param person the person of each channel, by default; in place of the general default
 * @param code default of the option {@code --code} for each channel, in its full length: the variable {@code code}
 * @param variables further variables with their defaults
 * @param steps calls in their order
 */
record Trigger(
        String name,
        String summary,
        List<String> channels,
        Map<String, String> person,
        Map<String, String> code,
        Map<String, String> variables,
        List<Step> steps) {

    Trigger {
        person = person == null ? Map.of() : person;
        code = code == null ? Map.of() : code;
        variables = variables == null ? Map.of() : variables;
    }

    /** Returns whether a person sends a file on this channel. */
    boolean hasFile(String channel) {
        return steps.stream().anyMatch(step -> step.isFor(channel) && step.file() != null);
    }

    /** The API of a call. */
    enum Api {
        /** The control API of the sandbox: what persons and networks do. */
        sandbox,
        /** The Conversations API, with the API key. */
        conversations
    }

    /**
     * One call.
     *
     * @param channels only on these channels; null for all
     * @param call API
     * @param method HTTP method, default POST
     * @param body null for none
     * @param file name of the file that is sent in place of a body; {@code --file} replaces it
     * @param capture variables from the response, by name; the call is repeated until all have a value
     * @param isMain whether {@code --override} changes its body
     */
    record Step(
            List<String> channels,
            Api call,
            String method,
            String path,
            JsonNode body,
            String file,
            Map<String, Capture> capture,
            boolean isMain) {

        Step {
            method = method == null ? "POST" : method;
            capture = capture == null ? Map.of() : capture;
        }

        boolean isFor(String channel) {
            return channels == null || channels.contains(channel);
        }
    }

    /**
     * Where a variable is in a response.
     *
     * @param list member with an array; an empty text for the response itself; null if there is no array
     * @param where values that the member of the array must have
     * @param member member with the value
     */
    record Capture(String list, Map<String, String> where, String member) {

        Capture {
            where = where == null ? Map.of() : where;
        }
    }

    static List<Trigger> all() {
        return YamlResource.read("triggers.yaml", new TypeReference<List<Trigger>>() {});
    }

    static Trigger named(String name) {
        var all = all();
        return all.stream()
                .filter(trigger -> trigger.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "Unknown trigger " + name + "; triggers are "
                                + all.stream().map(Trigger::name).collect(Collectors.joining(", ")) + "."));
    }
}
