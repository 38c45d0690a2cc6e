package io.parley.runtime.egress;

import io.netty.util.NetUtil;
import java.util.Arrays;

/** A network in CIDR notation. IPv4 has four bytes, IPv6 sixteen. */
record Cidr(byte[] base, int bits) {

    /**
     * Parses {@code 10.0.0.0/8} or {@code fc00::/7}; a single address is a network of one address.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Cidr parse(String text) {
        var slash = text.indexOf('/');
        var base = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        var bits = slash < 0 ? base.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > base.length * 8) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return new Cidr(base, bits);
    }

    boolean contains(byte[] address) {
        if (address.length != base.length) {
            return false;
        }
        var whole = bits / 8;
        if (!Arrays.equals(address, 0, whole, base, 0, whole)) {
            return false;
        }
        var remaining = bits % 8;
        return remaining == 0 || (address[whole] ^ base[whole]) >> (8 - remaining) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr cidr && bits == cidr.bits && Arrays.equals(base, cidr.base);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(base) + bits;
    }

    @Override
    public String toString() {
        return NetUtil.bytesToIpAddress(base) + "/" + bits;
    }
}
