package io.parley.template;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** The rows of the service under test. */
final class TemplateRows {
    private TemplateRows() {}

    /** Lets the grace period of a deleted template end now. */
    static void endGracePeriod(UUID whatsAppAccountId, String name) {
        update("update template.whatsapp_template set locked_until = now() where whatsapp_account_id = '"
                + whatsAppAccountId + "' and name = '" + name + "'");
    }

    static void update(String sql) {
        var config = ConfigProvider.getConfig();
        try (var connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.datasource.username", String.class),
                        config.getOptionalValue("quarkus.datasource.password", String.class)
                                .orElse(""));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
