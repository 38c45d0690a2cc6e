package io.parley.messaging.channel.viber;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.Contents;
import io.parley.model.Violation;
import io.parley.runtime.json.Violations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Viber contents and their violations of the contract. Single quotes in JSON are replaced by double quotes. */
@Singleton
class ViberContents {
    static final String VIDEO =
            "{'url':'http://a.example/v.mp4','thumbnailUrl':'http://a.example/t.jpg','filesize':1,'duration':1}";
    private static final String CARD = "{'title':'A','imageUrl':'http://a.example/a.png','primaryButton':{}}";

    private final Contents contents;
    private final ViberChannel channel;
    private final ObjectMapper json;

    ViberContents(Contents contents, ViberChannel channel, ObjectMapper json) {
        this.contents = contents;
        this.channel = channel;
        this.json = json;
    }

    static String components(String kinds) {
        var parts = Stream.of(kinds.split(" ")).map(ViberContents::part).toList();
        return "{'contentType':'components','components':{'body':" + parts + "}}";
    }

    private static String part(String kind) {
        return "{'type':'%s','%s':%s}"
                .formatted(
                        kind,
                        kind,
                        switch (kind) {
                            case "text" -> "'Hi'";
                            case "image" -> "{'url':'http://a.example/a.png'}";
                            case "file" -> "{'url':'http://a.example/a.pdf','filename':'a.pdf'}";
                            case "video" -> VIDEO;
                            case "button" -> "{'caption':'Call','url':'tel:+49301234'}";
                            case "list" -> "{'text':'A?','options':['B','C']}";
                            default -> "{'text':'A','items':[" + CARD + "," + CARD + "]}";
                        });
    }

    List<Violation> violations(String content, RateType rate) {
        var violations = new Violations();
        contents.read(tree(content), new ViberOptions(rate, null), channel, "content", violations);
        return violations.list();
    }

    JsonNode tree(String singleQuoted) {
        try {
            return json.readTree(singleQuoted.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> fields(List<Violation> violations) {
        assertTrue(
                violations.stream().noneMatch(violation -> violation.message().isBlank()));
        return violations.stream().map(Violation::field).toList();
    }
}
