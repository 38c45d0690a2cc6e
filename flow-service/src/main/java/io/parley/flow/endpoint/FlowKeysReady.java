package io.parley.flow.endpoint;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once it is known for which accounts the platform decrypts; before, Meta would get a wrong address. */
@Readiness
@Singleton
class FlowKeysReady implements HealthCheck {
    private final PlatformAccounts accounts;

    FlowKeysReady(PlatformAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("flow-keys")
                .status(accounts.isComplete())
                .build();
    }
}
