package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the runbooks name exists: their SQL runs on the database of a platform, and their settings are documented. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class RunbooksTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.home"));
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("`(parley\\.[a-z.<>-]+|PARLEY_[A-Z_]+)`");

    private final Platform platform;

    RunbooksTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void everyStatementRuns() throws Exception {
        var failures = new ArrayList<String>();
        var statements = 0;
        try (var connection = platform.database().connect(ServiceEnvironment.DATABASE);
                var statement = connection.createStatement()) {
            for (var runbook : runbooks()) {
                for (var block :
                        SQL.matcher(Files.readString(runbook)).results().toList()) {
                    for (var sql : block.group(1).split(";")) {
                        if (!sql.isBlank()) {
                            statements++;
                            try {
                                statement.executeQuery(sql).close();
                            } catch (SQLException e) {
                                failures.add(runbook.getFileName() + ": " + e.getMessage());
                            }
                        }
                    }
                }
            }
        }

        assertTrue(statements > 10, statements + " statements");
        assertEquals(List.of(), failures);
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        var documented = Files.readString(ROOT.resolve("docs/configuration.md"));
        var unknown = new TreeSet<String>();
        for (var runbook : runbooks()) {
            SETTING.matcher(Files.readString(runbook))
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !documented.contains("`" + name + "`"))
                    .forEach(name -> unknown.add(runbook.getFileName() + ": " + name));
        }

        assertEquals(new TreeSet<>(), unknown);
    }

    private static List<Path> runbooks() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/runbooks"))) {
            return files.sorted().toList();
        }
    }
}
