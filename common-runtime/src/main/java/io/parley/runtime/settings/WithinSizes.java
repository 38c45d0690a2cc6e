package io.parley.runtime.settings;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.math.BigInteger;

/** Validates {@link Within} for sizes. */
public final class WithinSizes extends WithinValidator<BigInteger, MemorySize> {

    @Override
    BigInteger limit(String text) {
        return new MemorySizeConverter().convert(text).asBigInteger();
    }

    @Override
    BigInteger comparable(MemorySize value) {
        return value.asBigInteger();
    }
}
