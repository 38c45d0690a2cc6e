package io.parley.runtime.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.NetUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private final AddressRules rules = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.255.255",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450::1",
                "2001:200::1",
                "2003::1",
                "::ffff:1.1.1.1"
            })
    void publicAddressesAreAllowed(String address) {
        assertTrue(rules.allows(bytes(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "127.0.0.1",
                "192.168.1.1",
                "172.20.0.1",
                "100.64.0.1",
                "::1",
                "fd00::1",
                "64:ff9b::808:808",
                "2002:808:808::",
                "::ffff:10.0.0.1"
            })
    void privateNetworksAreDeniedUnlessTheOperatorAllowsThem(String address) {
        var allowing = new AddressRules(List.of("0.0.0.0/0", " ::/0 "));

        assertFalse(rules.allows(bytes(address)));
        assertTrue(allowing.allows(bytes(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "100.100.100.200"
            })
    void metadataLinkLocalAndMulticastAreAlwaysDenied(String address) {
        assertFalse(new AddressRules(List.of("0.0.0.0/0", "::/0", address)).allows(bytes(address)));
    }

    @Test
    void onlyTheConfiguredNetworkIsAllowed() {
        var rules = new AddressRules(List.of("10.20.0.0/15"));

        assertTrue(rules.allows(bytes("10.21.255.255")));
        assertFalse(rules.allows(bytes("10.22.0.0")));
        assertFalse(rules.allows(bytes("10.19.255.255")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "nonsense", "::/129", "10.0.0.0/-1", "10.0.0.0/x", ""})
    void aMalformedNetworkIsRejected(String text) {
        assertThrows(IllegalArgumentException.class, () -> new AddressRules(List.of(text)));
    }

    @Test
    void toStringIsCidrNotation() {
        assertEquals("10.0.0.0/8", Cidr.parse("10.0.0.0/8").toString());
        assertEquals(Cidr.parse("::1"), Cidr.parse("0:0:0:0:0:0:0:1/128"));
    }

    private static byte[] bytes(String address) {
        return NetUtil.createByteArrayFromIpAddressString(address);
    }
}
