package io.parley.sandbox.fault;

import java.util.Arrays;
import java.util.Optional;

/**
 * Faults of files that phones send, that is of Meta's metadata and downloads of files uploaded here. Rates are from 0
 * (never) to 1 (always). The fault is decided at upload; a file has at most one, the first that applies.
 *
 * @param unknown rate of files that Meta reports as unknown
 * @param missing rate of files whose link returns HTTP 404
 * @param hang rate of files whose download stops after half of the content; a connection reset follows after hangMs
 * @param cut rate of files whose connection is reset after half of the content
 * @param endless rate of files whose download never ends
 * @param wrongLength rate of files whose reported size is one byte too large
 * @param huge rate of files whose reported size is 2 GiB
 * @param wrongType rate of files that are replaced by a PDF at upload and keep their declared type
 * @param hangMs delay before the reset of hang; default 30000
 * @param times how often the fault occurs before the file is served correctly; 0, the default, means always
 * @param magicNames whether a file named after a fault, as cut.png, has this fault; default true
 */
public record MediaFaults(
        double unknown,
        double missing,
        double hang,
        double cut,
        double endless,
        double wrongLength,
        double huge,
        double wrongType,
        Long hangMs,
        int times,
        Boolean magicNames) {

    public MediaFaults {
        hangMs = hangMs == null ? 30_000L : hangMs;
        magicNames = magicNames == null || magicNames;
    }

    /** Returns the fault of a file with this name. */
    public Optional<MediaFault> of(String name, Dice.Chance chance) {
        return Arrays.stream(MediaFault.values())
                .filter(fault -> isNamed(name, fault) || chance.hits(rate(fault), fault.name()))
                .findFirst();
    }

    private boolean isNamed(String name, MediaFault fault) {
        return magicNames && name.split("\\.", 2)[0].equals(fault.name());
    }

    private double rate(MediaFault fault) {
        return switch (fault) {
            case unknown -> unknown;
            case missing -> missing;
            case hang -> hang;
            case cut -> cut;
            case endless -> endless;
            case wrongLength -> wrongLength;
            case huge -> huge;
            case wrongType -> wrongType;
        };
    }
}
