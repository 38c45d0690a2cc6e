package io.parley.flow.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.flow.preview.PreviewContent;
import io.parley.flow.validation.FlowValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** A Flow JSON file that is edited while its preview is open. Validated again only when its bytes change. */
final class PreviewFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAG_BYTES = 16;

    private final Path file;
    private byte[] last = {};
    private Content content = new Content("", new byte[0]);

    PreviewFile(Path file) {
        this.file = file;
    }

    /**
     * What the page loads.
     *
     * @param tag entity tag, which differs when the content does
     * @param body JSON
     */
    record Content(String tag, byte[] body) {}

    /** Returns the current content. An unreadable file is one without content: an editor may just be replacing it. */
    synchronized Content content() throws IOException {
        var bytes = read();
        if (content.tag().isEmpty() || !Arrays.equals(last, bytes)) {
            content = contentOf(bytes);
            last = bytes;
        }
        return content;
    }

    private byte[] read() {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(FlowValidator.MAX_SIZE + 1);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private Content contentOf(byte[] bytes) throws IOException {
        var report = FlowValidator.standard().validate(bytes);
        var text = bytes.length > FlowValidator.MAX_SIZE ? "" : new String(bytes, StandardCharsets.UTF_8);
        var name = file.getFileName().toString();
        var body = JSON.writeValueAsBytes(new PreviewContent(name, text, report.errors()));
        return new Content(tag(body), body);
    }

    private static String tag(byte[] body) {
        return "\"" + HexFormat.of().formatHex(DigestUtils.sha256(body), 0, TAG_BYTES) + "\"";
    }
}
