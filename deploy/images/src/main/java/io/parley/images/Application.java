package io.parley.images;

import io.parley.local.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs with an image. */
enum Application {
    MESSAGING(Service.MESSAGING, List.of(8081, 9000)),
    TEMPLATE(Service.TEMPLATE, List.of(8082, 9000)),
    FLOW(Service.FLOW, List.of(8083, 9000)),
    GATEWAY(Service.GATEWAY, List.of(8084, 9000)),
    SANDBOX("sandbox", "deploy/sandbox", List.of(8085, 8086)),
    CLI("cli", "deploy/cli", List.of());

    private final Service service;
    private final String imageName;
    private final String module;
    private final List<Integer> ports;

    Application(Service service, List<Integer> ports) {
        this.service = service;
        this.imageName = service.module();
        this.module = service.module();
        this.ports = ports;
    }

    Application(String imageName, String module, List<Integer> ports) {
        this.service = null;
        this.imageName = imageName;
        this.module = module;
        this.ports = ports;
    }

    /** Returns the service; empty for other programs. */
    Optional<Service> service() {
        return Optional.ofNullable(service);
    }

    /** Whether it is a part of a running platform, and not a command. */
    boolean isComponent() {
        return this != CLI;
    }

    /** Returns the name of the image and of its files. */
    String imageName() {
        return imageName;
    }

    /** Returns the folder of the Maven module, relative to the checkout. */
    String module() {
        return module;
    }

    /** Returns the folder below the module from which the application runs. */
    String folder() {
        return service == null ? "target" : "target/quarkus-app";
    }

    /** Returns the jar to start, relative to the application's folder. */
    String jar() {
        return service == null ? "parley-" + imageName + ".jar" : "quarkus-run.jar";
    }

    /** Returns the default ports: API and management, or HTTP and SMPP; none of a command. */
    List<Integer> ports() {
        return ports;
    }

    /** Returns the folder of the image for files that are to be kept; null for none. Default of parley.media.store.folder. */
    String data() {
        return service == Service.MESSAGING ? OciArchive.FOLDER + "/data/media" : null;
    }

    /** Returns the environment that differs from the program's defaults. */
    Map<String, String> environment() {
        // Its default is loopback, which is of no use in a container.
        return this == SANDBOX ? Map.of("SANDBOX_HOST", "0.0.0.0") : Map.of();
    }

    /** Returns the bill of materials that Maven wrote for the module. */
    Path bom(Path checkout) {
        return checkout.resolve(module()).resolve("target/bom.json");
    }

    static Application named(String name) {
        return Arrays.stream(values())
                .filter(application -> application.imageName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImageBuildException("Unknown image " + name + "; images are "
                        + String.join(
                                ", ",
                                Arrays.stream(values())
                                        .map(Application::imageName)
                                        .toList())
                        + "."));
    }
}
