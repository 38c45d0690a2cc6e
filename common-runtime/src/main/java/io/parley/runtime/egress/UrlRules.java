package io.parley.runtime.egress;

import io.netty.util.NetUtil;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Validates URLs given by customers. A URL that we call is checked when it is saved and again at every call; its name
 * is resolved and the addresses are checked only at the call, by {@link GuardedHttp}. A URL that others open, such as
 * media that a network fetches, is checked once and less strictly.
 */
@Singleton
public class UrlRules {

    /** The contract's maximum length of a CallbackUrl. */
    private static final int MAX_LENGTH = 2000;

    /** Usual ports of plain http; those of https are {@link EgressConfig#ports()}. */
    private static final Set<Integer> HTTP_PORTS = Set.of(80, 8080);

    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,62})\\.)*[a-z0-9][a-z0-9-]{0,62}");
    /** Resolvers parse a host whose last label is a number as an address, in several notations. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

    private final boolean allowHttp;
    private final Set<Integer> ports;
    private final AddressRules addresses;

    @Inject
    UrlRules(EgressConfig settings, AddressRules addresses) {
        this(settings.allowHttp(), Set.copyOf(settings.ports()), addresses);
    }

    UrlRules(boolean allowHttp, Set<Integer> ports, AddressRules addresses) {
        this.allowHttp = allowHttp;
        this.ports = ports;
        this.addresses = addresses;
    }

    /** Validates a URL that we call. Returns the violation for the person who gave the URL; empty if it is valid. */
    public Optional<String> check(String url) {
        return parsed(url, this::check);
    }

    /**
     * Validates a URL that a network or a person opens. Returns the violation; empty if it is valid. Allows plain http
     * and fragments, but not private networks, which they cannot reach.
     */
    public Optional<String> checkPublicUrl(String url) {
        return parsed(url, this::checkPublicUrl);
    }

    Optional<String> check(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme()) && !(allowHttp && "http".equalsIgnoreCase(url.getScheme()))) {
            return Optional.of(allowHttp ? "must begin with https:// or http://" : "must begin with https://");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("must not contain a fragment");
        }
        return checkAuthority(url, allowsPort(url.getPort()));
    }

    /** The contract has the scheme in lower case. */
    private Optional<String> checkPublicUrl(URI url) {
        if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) {
            return Optional.of("must begin with https:// or http://");
        }
        return checkAuthority(url, allowsPort(url.getPort()) || HTTP_PORTS.contains(url.getPort()));
    }

    private static Optional<String> parsed(String url, Function<URI, Optional<String>> rules) {
        if (url.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters");
        }
        try {
            return rules.apply(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL");
        }
    }

    private Optional<String> checkAuthority(URI url, boolean allowedPort) {
        if (url.getHost() == null) {
            return Optional.of("must name a host");
        }
        if (url.getRawUserInfo() != null || url.getRawAuthority().indexOf('@') >= 0) {
            return Optional.of("must not contain a user or password");
        }
        return allowedPort ? checkHost(host(url)) : Optional.of("must not use this port");
    }

    /** Returns the host as it is resolved: lower case, no brackets, no final dot. */
    static String host(URI url) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private boolean allowsPort(int port) {
        return port == -1 || (allowHttp ? port > 0 && port < 65_536 : ports.contains(port));
    }

    private Optional<String> checkHost(String host) {
        var literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null && host.indexOf('%') < 0) {
            return addresses.allows(literal) ? Optional.empty() : Optional.of("must not point to this network");
        }
        if (host.length() > 253
                || !NAME.matcher(host).matches()
                || ENDS_IN_NUMBER.matcher(host).matches()) {
            return Optional.of("must name a host");
        }
        if (isLocal(host) && !addresses.allows(new byte[] {127, 0, 0, 1})) {
            return Optional.of("must not point to this network");
        }
        return Optional.empty();
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }
}
