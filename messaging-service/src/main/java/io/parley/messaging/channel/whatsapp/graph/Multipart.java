package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.MediaUpload;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Multipart form of a file upload to Meta, with the file as a stream.
 *
 * @param length length of the whole form
 */
record Multipart(String contentType, long length, Multi<Buffer> bytes) {

    static Multipart of(MediaUpload file) {
        var boundary = "parley-" + file.id();
        var before = Buffer.buffer(field(boundary, "messaging_product", "whatsapp")
                + field(boundary, "type", file.contentType())
                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name(file)
                + "\"\r\nContent-Type: " + file.contentType() + "\r\n\r\n");
        var after = Buffer.buffer("\r\n--" + boundary + "--\r\n");
        return new Multipart(
                "multipart/form-data; boundary=" + boundary,
                before.length() + file.size() + after.length(),
                Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(before),
                                file.bytes(),
                                Multi.createFrom().item(after)));
    }

    private static String field(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    /** Escapes the name for the form. People see the name that the message gives. */
    private static String name(MediaUpload file) {
        return file.fileName() == null ? "file" : file.fileName().replaceAll("[\"\\\\\\p{Cntrl}]", "_");
    }
}
