package io.parley.images;

import io.parley.images.StartCacheFiles.StartCache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds the images from the built modules of a checkout. */
final class ImageBuild {

    private static final String JAVA = "/opt/java";
    private static final String CACHE = "start.aot";

    private final Path checkout;
    private final Path work;
    private final Path home;
    private final ImageOptions options;
    private final SourceRevision revision;
    private List<SystemPackages.Installed> packages = List.of();
    private List<ImageLayer> base = List.of();

    /**
     * An image.
     *
     * @param archive size of the file in bytes
     * @param unpacked size of the files of our layers in bytes
     * @param startTime time until the application is ready; null if it was not measured, as without a start cache
     */
    record Result(String reference, long archive, long unpacked, Duration startTime, String digest) {}

    ImageBuild(Path checkout, ImageOptions options) {
        this.checkout = checkout;
        this.work = options.work();
        this.options = options;
        this.home = work.resolve("home");
        this.revision = SourceRevision.of(checkout, options.source());
    }

    List<Result> run() {
        ImageFiles.emptied(home);
        OciArchive.forgetLayers(work);
        stageApplications();
        if (options.base() == null) {
            writeBase();
        }
        var caches = options.startCaches() && StartCacheFiles.areSupported()
                ? startCaches()
                : Map.<Application, StartCache>of();
        var results = new ArrayList<Result>();
        for (var application : options.images()) {
            results.add(build(application, caches.get(application)));
        }
        ImageFiles.writeOutput(options.output().resolve("digests.txt"), digests(results));
        return results;
    }

    /** Copies the files of all applications: start caches need a whole platform. */
    private void stageApplications() {
        for (var application : Application.values()) {
            var from = checkout.resolve(application.module()).resolve(application.folder());
            var to = folder(application);
            if (application.service().isPresent()) {
                ImageFiles.copyFolder(from, to, file -> !file.startsWith("quarkus-app-dependencies.txt"));
            } else {
                var version = BillOfMaterials.read(application.bom(checkout)).version();
                ImageFiles.copyFile(
                        from.resolve("parley-%s-%s.jar".formatted(application.imageName(), version)),
                        to.resolve(application.jar()));
                ImageFiles.copyFolder(from.resolve("lib"), to.resolve("lib"), file -> true);
            }
        }
    }

    private Path folder(Application application) {
        return home.resolve(application.module()).resolve(application.folder());
    }

    private void writeBase() {
        var system = work.resolve("system");
        packages = new SystemPackages(work).install(system);
        var java = work.resolve("java");
        ImageFiles.remove(java);
        JavaRuntime.link(java);
        base = List.of(new ImageLayer("system", system, "/"), new ImageLayer("java", java, JAVA));
    }

    private Map<Application, StartCache> startCaches() {
        return new StartCacheFiles(home, work.resolve("java"), work.resolve("caches"), work.resolve("rehearsal"))
                .of(options.images());
    }

    private Result build(Application application, StartCache cache) {
        var bom = BillOfMaterials.read(application.bom(checkout));
        var tag = options.tag() == null ? bom.version() : options.tag();
        var reference = "parley/" + application.imageName() + ":" + tag;
        var layers = layers(application, bom, cache);
        var archive = new OciArchive(
                reference,
                options.base(),
                layers,
                entrypoint(application, cache != null),
                environment(application),
                labels(application, bom),
                application.ports(),
                application.data(),
                revision.time());
        var file = options.output().resolve(application.imageName() + ".tar");
        var digest = archive.write(file, work);
        var startTime = cache == null ? null : cache.startTime();
        return new Result(reference, file.toFile().length(), ImageLayer.size(layers), startTime, digest);
    }

    private List<ImageLayer> layers(Application application, BillOfMaterials bom, StartCache cache) {
        var folder = folder(application);
        var layers = new ArrayList<>(base);
        layers.add(new ImageLayer("libraries", folder, OciArchive.FOLDER, file -> file.startsWith("lib")));
        layers.add(new ImageLayer("application", folder, OciArchive.FOLDER, file -> !file.startsWith("lib")));
        if (cache != null) {
            var staged = ImageFiles.emptied(work.resolve("cache").resolve(application.imageName()));
            ImageFiles.copyFile(cache.file(), staged.resolve(CACHE));
            layers.add(new ImageLayer("start cache", staged, OciArchive.FOLDER));
        }
        layers.add(billOfMaterials(application, bom));
        return layers;
    }

    /** The list is in the image and beside its archive. */
    private ImageLayer billOfMaterials(Application application, BillOfMaterials bom) {
        bom.limitedTo(folder(application).resolve("lib"));
        if (options.base() == null) {
            bom.with(packages).withJavaRuntime();
        }
        var name = application.imageName() + ".cdx.json";
        var text = bom.json(revision);
        var staged = ImageFiles.emptied(work.resolve("sbom").resolve(application.imageName()));
        ImageFiles.write(staged.resolve(name), text);
        ImageFiles.writeOutput(options.output().resolve(name), text);
        return new ImageLayer("bill of materials", staged, "/usr/share/sbom");
    }

    private List<String> entrypoint(Application application, boolean cached) {
        var command = new ArrayList<String>();
        command.add(options.base() == null ? JAVA + "/bin/java" : "java");
        if (cached) {
            command.addAll(StartCacheFiles.flags(OciArchive.FOLDER + "/" + CACHE));
        }
        command.add("-jar");
        command.add(OciArchive.FOLDER + "/" + application.jar());
        return command;
    }

    private Map<String, String> environment(Application application) {
        var all = new TreeMap<>(application.environment());
        all.put("LANG", "C.UTF-8");
        // glibc keeps freed memory for each arena.
        all.put("MALLOC_ARENA_MAX", "2");
        if (options.base() == null) {
            all.put("JAVA_HOME", JAVA);
            all.put("PATH", JAVA + "/bin");
        } else {
            // The runtime of another image does not have our default flags.
            all.put("JAVA_TOOL_OPTIONS", String.join(" ", JavaRuntime.flags()));
        }
        return all;
    }

    private Map<String, String> labels(Application application, BillOfMaterials bom) {
        var labels = new TreeMap<String, String>();
        var prefix = "org.opencontainers.image.";
        labels.put(prefix + "title", "Parley " + application.imageName());
        labels.put(prefix + "description", bom.description());
        labels.put(prefix + "version", bom.version());
        labels.put(prefix + "licenses", bom.license());
        labels.put(prefix + "created", revision.time().toString());
        if (revision.commit() != null) {
            labels.put(prefix + "revision", revision.commit());
        }
        if (revision.url() != null) {
            labels.put(prefix + "source", revision.url());
        }
        if (options.base() != null) {
            labels.put(prefix + "base.name", options.base());
        }
        return labels;
    }

    private static String digests(List<Result> results) {
        var text = new StringBuilder();
        results.forEach(result -> text.append(result.digest())
                .append("  ")
                .append(result.reference())
                .append('\n'));
        return text.toString();
    }
}
