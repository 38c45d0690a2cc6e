package io.parley.runtime.egress;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks which addresses customers may have us call, by its own table: the JDK's flags do not cover unique local
 * addresses, carrier-grade NAT, NAT64, 6to4 and more. IPv4 inside IPv6 is checked as IPv4.
 */
@Singleton
public class AddressRules {

    /** Cannot be allowed by settings: no customer's server is in these networks. */
    private static final List<Cidr> ALWAYS_DENIED = cidrs(
            "0.0.0.0/8", // this host
            "169.254.0.0/16", // link-local, cloud metadata
            "168.63.129.16/32", // Azure's host agent
            "100.100.100.200/32", // Alibaba's metadata
            "192.0.0.192/32", // Oracle's metadata
            "224.0.0.0/4", // multicast
            "255.255.255.255/32", // broadcast
            "::/128", // unspecified
            "fe80::/10", // link-local
            "fd00:ec2::/32", // AWS's metadata
            "fd20:ce::/32", // Google's metadata
            "ff00::/8"); // multicast

    /** Not allowed unless the operator allows them. */
    private static final List<Cidr> DENIED = cidrs(
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "240.0.0.0/4", // reserved
            "::/3", // loopback, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), discard-only (100::/64), unassigned
            "2001::/23", // protocol assignments, Teredo, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20", // documentation
            "4000::/2", // unassigned, segment routing (5f00::/16)
            "8000::/1"); // unassigned, unique local (fc00::/7), site-local (fec0::/10)

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final byte[] COMPATIBLE = new byte[12];
    private static final byte[] TRANSLATED = {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0};

    private final List<Cidr> allowed;

    @Inject
    AddressRules(EgressConfig settings) {
        this(settings.allowedCidrs().orElse(List.of()));
    }

    AddressRules(List<String> allowed) {
        this.allowed = allowed.stream().map(String::strip).map(Cidr::parse).toList();
    }

    public boolean allows(InetAddress address) {
        return allows(address.getAddress());
    }

    boolean allows(byte[] address) {
        var checked = unmapped(address);
        if (in(ALWAYS_DENIED, checked)) {
            return false;
        }
        return !in(DENIED, checked) || in(allowed, checked);
    }

    /** Returns the IPv4 address inside an IPv6 one; {@code ::} and {@code ::1} are not IPv4 addresses. */
    private static byte[] unmapped(byte[] address) {
        if (address.length != 16) {
            return address;
        }
        var embeds = Stream.of(MAPPED, TRANSLATED).anyMatch(prefix -> startsWith(address, prefix))
                || (startsWith(address, COMPATIBLE) && (address[12] != 0 || address[13] != 0 || address[14] != 0));
        return embeds ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    private static boolean startsWith(byte[] address, byte[] prefix) {
        return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static boolean in(List<Cidr> networks, byte[] address) {
        for (var network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<Cidr> cidrs(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
