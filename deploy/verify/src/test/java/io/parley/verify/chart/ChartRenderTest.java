package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.marcnuri.helm.Helm;
import io.parley.verify.Repository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("static")
class ChartRenderTest {

    @Test
    void lintFindsNothing() {
        var result =
                new Helm(Repository.path("deploy/helm/parley")).lint().strict().call();

        assertFalse(result.isFailed(), result.getMessages().toString());
    }
}
