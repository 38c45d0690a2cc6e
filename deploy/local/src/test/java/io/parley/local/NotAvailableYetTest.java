package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Contract;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations of the contract that are not implemented yet return 501 as a problem, not 404. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class NotAvailableYetTest {

    private static final String NOT_IMPLEMENTED = "/channels/whatsapp/accounts/.*/?flows(/.*)?";

    private final Platform platform;

    NotAvailableYetTest(Platform platform) {
        this.platform = platform;
    }

    static Stream<Contract.Operation> notImplemented() {
        return Contract.operations().stream()
                .filter(operation -> operation.path().matches(NOT_IMPLEMENTED))
                .sorted(Comparator.comparing(Contract.Operation::path));
    }

    @ParameterizedTest
    @MethodSource("notImplemented")
    void operationReturns501(Contract.Operation operation) throws Exception {
        var body = List.of("GET", "DELETE").contains(operation.method()) ? null : "{}";

        var response = new ProductTeam(platform)
                .call(operation.method(), operation.path().replaceAll("\\{[^}]*}", "4930555100"), body);

        assertEquals(501, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("content-type").orElse(""));
    }
}
