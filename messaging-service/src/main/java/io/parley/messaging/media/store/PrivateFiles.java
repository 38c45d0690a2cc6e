package io.parley.messaging.media.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files that other users of the machine cannot read: folders have mode 0700 and files 0600, whatever the umask.
 * All instances that share a folder must run as the same user.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Creates the folder of a file and its missing parents. */
    public static void createFolderOf(Path file) throws IOException {
        var folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder, attributes(FOLDER));
        }
    }

    /** Creates a file and opens it for writing. */
    public static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(FILE));
    }

    /**
     * Restricts a folder and its subfolders that an earlier version left readable by others, and with them all their
     * files.
     */
    public static void restrict(Path folder) throws IOException {
        if (!isPosix() || !Files.isDirectory(folder)) {
            return;
        }
        Files.setPosixFilePermissions(folder, FOLDER);
        try (var inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var path : inside) {
                Files.setPosixFilePermissions(path, FOLDER);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
