package io.parley.local;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sets the addresses of {@link OnePlatform} as system properties, from which tests of a product would read them. */
final class PlatformAddresses implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        var platform = OnePlatform.platform(context);
        System.setProperty("parley.sandbox.url", platform.endpoints().sandbox());
        System.setProperty("parley.api.url", platform.endpoints().api());
        System.setProperty("parley.api.key", platform.credentials().apiKey());
    }
}
