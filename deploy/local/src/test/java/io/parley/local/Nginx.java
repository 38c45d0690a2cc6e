package io.parley.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The front of deploy/nginx before several hosts: its configuration as it is, except for the address, TLS, the servers
 * of the upstreams and the paths of the logs.
 */
final class Nginx implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern UPSTREAM = Pattern.compile("(upstream parley_(\\w+) +\\{) server [^ ]+ (\\S+;)");

    private final Path folder;
    private final String authority;
    private final List<String> prefix;
    private Process process;

    /**
     * @param folder for configuration, logs and bodies
     * @param authority address and port to listen on
     * @param prefix starts the program, for example in a network namespace; empty for none
     */
    Nginx(Path folder, String authority, List<String> prefix) {
        this.folder = folder;
        this.authority = authority;
        this.prefix = prefix;
    }

    /** Starts it with the configuration of the project. */
    void start(Path home, List<ServiceHost> hosts) throws IOException {
        start(adapted(Files.readString(home.resolve("deploy/nginx/parley.conf")), hosts));
    }

    /** Starts it with the content of its http block. */
    void start(String content) throws IOException {
        Files.createDirectories(folder);
        var file = Files.writeString(folder.resolve("nginx.conf"), main(content));
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(program(), "-e", folder.resolve("error.log").toString(), "-c", file.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("output.log").toFile()))
                .start();
        Waits.await("nginx responds; see " + folder, START_TIMEOUT, () -> Probe.responds(url() + "/unknown"));
    }

    private String main(String content) {
        var temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + folder.resolve(kind) + ";")
                .collect(Collectors.joining("\n"));
        return """
                daemon off;
                %s
                pid %s;
                error_log %s warn;
                worker_processes 1;
                events { worker_connections 4096; }
                http {
                %s
                %s
                }
                """.formatted(user(), folder.resolve("pid"), folder.resolve("error.log"), temporary, content);
    }

    /** A worker of root would otherwise change to a user who cannot write into the folder. */
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "user root;" : "";
    }

    private String adapted(String configuration, List<ServiceHost> hosts) {
        var upstreams = UPSTREAM.matcher(configuration)
                .replaceAll(match -> match.group(1) + servers(match.group(2), match.group(3), hosts));
        return upstreams
                .replace("listen 443 ssl http2;", "listen " + authority + ";")
                .replaceAll("(?m)^ +listen \\[::].*\\n", "")
                .replaceAll("(?m)^ +ssl_.*\\n", "")
                .replaceAll("/var/log/nginx/", folder + "/");
    }

    private static String servers(String service, String options, List<ServiceHost> hosts) {
        return hosts.stream()
                .map(host -> " server " + host.authority(Service.ofRoute(service)) + " " + options)
                .collect(Collectors.joining());
    }

    private static String program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nginx is required: install the package nginx-light or nginx."));
    }

    /** Address and port. */
    String authority() {
        return authority;
    }

    String url() {
        return "http://" + authority;
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
