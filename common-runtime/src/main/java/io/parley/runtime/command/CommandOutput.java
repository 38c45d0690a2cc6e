package io.parley.runtime.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** What a command that ends by itself prints: lines for persons, or with {@code --json} one document for programs. */
public final class CommandOutput {
    /** The flag of every command that prints with this class. */
    public static final String JSON = "--json";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean asJson;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    public CommandOutput(PrintStream out, PrintStream err, boolean asJson) {
        this.out = out;
        this.err = err;
        this.asJson = asJson;
    }

    /** Prints a line for persons. */
    public void line(String text) {
        if (!asJson) {
            out.println(text);
        }
    }

    /** Prints a line for persons on the error output, which is not a part of the result. */
    public void note(String text) {
        if (!asJson) {
            err.println(text);
        }
    }

    /** Returns the document for programs, to be completed before {@link #end}. */
    public ObjectNode document() {
        return document;
    }

    /** Prints the document, if it has content; also after a failure, with what was found until then. */
    public void end() {
        if (asJson && !document.isEmpty()) {
            out.println(document.toPrettyString());
        }
    }
}
