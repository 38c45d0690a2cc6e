package io.parley.runtime.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Malformed requests, byte by byte, with their expected status. Bytes are ISO 8859-1.
 *
 * @param name what is malformed
 * @param bytes the whole request
 * @param status the expected status
 */
public record MalformedRequests(String name, String bytes, int status) {
    private static final String PATH = "/conversations/v3/messages";

    @Override
    public String toString() {
        return name;
    }

    /** All requests; bytes that follow them on the connection must not be answered. */
    public static List<MalformedRequests> all() {
        var all = new ArrayList<MalformedRequests>();
        all.addAll(targets());
        all.addAll(requestLines());
        all.addAll(hosts());
        all.addAll(fields());
        all.addAll(framing());
        return all;
    }

    private static List<MalformedRequests> targets() {
        var all = new ArrayList<MalformedRequests>();
        for (var raw : List.of(
                "{", "}", "{}|[]\"", "|", "[", "]", "\"", "<", ">", "^", "`", "\\", "#", "\u0001", "\u007f", "\u00e9",
                "\u0000")) {
            all.add(target("raw " + escape(raw) + " in the path", PATH + "/" + raw, 400));
            all.add(target("raw " + escape(raw) + " in the query", PATH + "?a=" + raw, 400));
        }
        for (var bad : List.of("%zz", "%", "%e", "%e2%82", "%c0%af", "%ed%a0%80", "%ff", "%f5%80%80%80", "%2")) {
            all.add(target(bad + " in the path", PATH + "/" + bad, 400));
            all.add(target(bad + " in the query", PATH + "?a=" + bad, 400));
        }
        all.add(target("no slash", "messages", 400));
        all.add(target("asterisk form", "*", 400));
        all.add(target("authority form", "x:80", 400));
        all.add(target("absolute form of another host", "http://other" + PATH, 400));
        all.add(target("absolute form with user", "http://user@x" + PATH, 400));
        all.add(target("absolute form of another scheme", "ftp://x" + PATH, 400));
        all.add(target("URL of 9 KB", PATH + "?a=" + "x".repeat(9_000), 414));
        all.add(target("URL of 40 KB", PATH + "?a=" + "x".repeat(40_000), 414));
        all.add(target("URL of 40 KB in the path", "/" + "x".repeat(40_000), 414));
        all.add(target("300 parameters", PATH + "?" + many(300, "&", i -> "p" + i + "=1"), 400));
        return all;
    }

    private static List<MalformedRequests> requestLines() {
        return List.of(
                line("only a method", "GET", 400),
                line("only one word", "nonsense", 400),
                line("HTTP/0.9", "GET " + PATH, 400),
                line("HTTP/2.0", "GET " + PATH + " HTTP/2.0", 505),
                line("HTTP/9.9", "GET " + PATH + " HTTP/9.9", 505),
                line("HTTP/3", "GET " + PATH + " HTTP/3", 400),
                line("no HTTP", "GET " + PATH + " HTCPCP/1.0", 505),
                line("version of letters", "GET " + PATH + " HTTP/x.y", 400),
                line("a word too many", "GET " + PATH + " HTTP/1.1 x", 400),
                line("method with parentheses", "G(T " + PATH + " HTTP/1.1", 400),
                line("method with a control character", "G\u0001T " + PATH + " HTTP/1.1", 400),
                line("TRACE", "TRACE " + PATH + " HTTP/1.1", 405),
                line("CONNECT", "CONNECT x:80 HTTP/1.1", 405),
                line("lower-case method", "get " + PATH + " HTTP/1.1", 405),
                line("unknown method", "FOO " + PATH + " HTTP/1.1", 405),
                new MalformedRequests("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
                new MalformedRequests("TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001hello\r\n\r\n", 400),
                new MalformedRequests("bare line feeds", "GET " + PATH + " HTTP/1.1\nHost: x\n\n", 400));
    }

    private static List<MalformedRequests> hosts() {
        var all = new ArrayList<MalformedRequests>();
        all.add(new MalformedRequests("no Host", "GET " + PATH + " HTTP/1.1\r\nX: y\r\n\r\n", 400));
        all.add(field("two Hosts", "Host: x", 400));
        for (var host :
                List.of("", "a b", "a/b", "u@x", "a,b", "x:port", "x:80:80", "[::1", "x%41", "x?y", "x#y", "\"x\"")) {
            all.add(new MalformedRequests(
                    "Host '" + host + "'", "GET " + PATH + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 400));
        }
        return all;
    }

    private static List<MalformedRequests> fields() {
        return List.of(
                field("empty name", ": x", 400),
                field("name of a space", " : x", 400),
                field("space before the colon", "X : y", 400),
                field("space in a name", "X Y: z", 400),
                field("parentheses in a name", "X(): z", 400),
                field("NUL in a name", "X\u0000: z", 400),
                field("letter beyond ASCII in a name", "X\u00e9: z", 400),
                field("no colon", "nonsense", 400),
                field("NUL in a value", "X: a\u0000b", 400),
                field("control character in a value", "X: a\u0001b", 400),
                field("0x7F in a value", "X: a\u007fb", 400),
                field("carriage return in a value", "X: a\rb", 400),
                field("30 KB", "X: " + "y".repeat(30_000), 431),
                field("100 KB", "X: " + "y".repeat(100_000), 431),
                field("100 KB of a name", "X".repeat(100_000) + ": y", 431),
                field("200 fields", many(200, "\r\n", i -> "X-" + i + ": y"), 431),
                field("unknown expectation", "Expect: 200-ok", 417));
    }

    private static List<MalformedRequests> framing() {
        var all = new ArrayList<MalformedRequests>();
        for (var length : List.of(
                "abc",
                "-1",
                "+4",
                "0x10",
                "4 4",
                "4, 4",
                "4,5",
                "4.0",
                "1e1",
                "99999999999999999999",
                "",
                "4;",
                "\u0663")) {
            all.add(post("Content-Length '" + escape(length) + "'", "Content-Length: " + length, 400));
        }
        all.add(post("two lengths", "Content-Length: 4\r\nContent-Length: 40", 400));
        all.add(post("length of 20 MB", "Content-Length: 20000000", 413));
        for (var encoding : List.of(
                "xchunked",
                "chunked, identity",
                "gzip, chunked",
                "identity",
                "chunked, chunked",
                "chunked;q=1",
                "\"chunked\"")) {
            all.add(post("Transfer-Encoding " + encoding, "Transfer-Encoding: " + encoding, 400));
        }
        all.add(post("two encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400));
        all.add(post("encoding with a space before the colon", "Transfer-Encoding : chunked", 400));
        all.add(post("encoding before a length", "Transfer-Encoding: chunked\r\nContent-Length: 4", 400));
        all.add(post("length before an encoding", "Content-Length: 4\r\nTransfer-Encoding: chunked", 400));
        all.add(new MalformedRequests(
                "encoding in HTTP/1.0",
                "POST " + PATH + " HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                400));
        return all;
    }

    /** Chunked bodies that cannot be decoded, to be sent after a valid head. */
    public static List<String> chunks() {
        return List.of(
                "zz\r\n{}\r\n0\r\n\r\n",
                "-1\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\n{}",
                "\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}xx\r\n0\r\n\r\n",
                "2\n{}\n0\n\n");
    }

    private static MalformedRequests target(String name, String target, int status) {
        return line(name, "GET " + target + " HTTP/1.1", status);
    }

    private static MalformedRequests line(String name, String line, int status) {
        return new MalformedRequests(name, line + "\r\nHost: x\r\n\r\n", status);
    }

    private static MalformedRequests field(String name, String field, int status) {
        return new MalformedRequests(
                "field: " + name, "GET " + PATH + " HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n", status);
    }

    private static MalformedRequests post(String name, String fields, int status) {
        return new MalformedRequests(
                name,
                "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + fields
                        + "\r\n\r\n0\r\n\r\n",
                status);
    }

    private static String many(int count, String between, java.util.function.IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(between));
    }

    private static String escape(String raw) {
        return raw.chars()
                .mapToObj(c -> c < 0x20 || c > 0x7e ? "0x%02x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
