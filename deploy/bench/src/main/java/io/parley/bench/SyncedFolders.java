package io.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders in which the file system writes everything synchronously: the attribute S of ext4 and others, set by chattr. */
final class SyncedFolders {

    private SyncedFolders() {}

    /** Returns whether temporary folders can be synced. */
    static boolean areSupported() {
        try {
            var folder = Files.createTempDirectory("parley-bench-sync-");
            try {
                return chattr(List.of(folder)) == 0;
            } finally {
                Files.delete(folder);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Sets the attribute, which files and folders in them inherit. */
    static void sync(Path... folders) {
        try {
            var status = chattr(List.of(folders));
            if (status != 0) {
                throw new IllegalStateException("chattr +S ended with status " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("chattr +S is not available", e);
        }
    }

    private static int chattr(List<Path> folders) throws IOException {
        var command = new ArrayList<>(List.of("chattr", "+S"));
        folders.forEach(folder -> command.add(folder.toString()));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
