package io.parley.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * An image as a file in OCI format, which podman, skopeo, containerd and {@code docker load} read.
 *
 * @param reference name and tag
 * @param base base image ({@code name:tag}, {@code tar://file}); null for none
 * @param layers layers, those that change rarely first
 * @param entrypoint command, without a shell
 * @param environment environment variables
 * @param labels labels
 * @param ports TCP ports on which the process listens
 * @param data folder that belongs to the process, so that a new volume for it does as well; null for none
 * @param created creation time
 */
record OciArchive(
        String reference,
        String base,
        List<ImageLayer> layers,
        List<String> entrypoint,
        Map<String, String> environment,
        Map<String, String> labels,
        List<Integer> ports,
        String data,
        Instant created) {

    /** Folder of the application in the image, and working folder of the process. */
    static final String FOLDER = "/app";

    private static final String LAYERS = "layers";

    /**
     * Removes the compressed layers of earlier builds. Jib recognises a layer by the times of its files, which are always
     * the same here.
     */
    static void forgetLayers(Path work) {
        ImageFiles.emptied(work.resolve(LAYERS));
    }

    /**
     * Writes the image.
     *
     * @param work folder for compressed layers, which images of one build share
     * @return digest of the image's manifest
     */
    String write(Path file, Path work) {
        try {
            var target = Containerizer.to(TarImage.at(file).named(reference))
                    .setBaseImageLayersCache(work.resolve("layers-base"))
                    .setApplicationLayersCache(work.resolve(LAYERS))
                    .setOfflineMode(base == null)
                    .setToolName("parley-images");
            return image(work).containerize(target).getDigest().toString();
        } catch (InvalidImageReferenceException | RegistryException | CacheDirectoryCreationException | IOException e) {
            throw new ImageBuildException("Cannot build " + reference + ": " + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw new ImageBuildException(
                    "Cannot build " + reference + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageBuildException("Interrupted.", e);
        }
    }

    private JibContainerBuilder image(Path work) throws InvalidImageReferenceException {
        var user = SystemPackages.USER + ":" + SystemPackages.USER;
        var image = base == null ? Jib.fromScratch() : Jib.from(base);
        image.setFormat(ImageFormat.OCI)
                .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setCreationTime(created)
                .setUser(user)
                .setWorkingDirectory(AbsoluteUnixPath.get(FOLDER))
                .setEntrypoint(entrypoint)
                .setEnvironment(environment)
                .setLabels(labels)
                .setExposedPorts(ports.stream().map(Port::tcp).collect(Collectors.toSet()));
        layers.forEach(layer -> image.addFileEntriesLayer(layer.entries()));
        var empty = ImageFiles.emptied(work.resolve("empty"));
        if (data != null) {
            image.addFileEntriesLayer(ImageLayer.folder(data, empty, "750", user));
        }
        return image.addFileEntriesLayer(ImageLayer.folder("/tmp", empty, "777", "0:0"));
    }

    /** Returns the architecture of this machine in the terms of OCI. */
    static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case String other -> other;
        };
    }
}
