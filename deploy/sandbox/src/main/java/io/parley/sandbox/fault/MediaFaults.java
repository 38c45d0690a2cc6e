package io.parley.sandbox.fault;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is wrong with files that phones send, that is with what Meta says and gives of files that were uploaded here. Rates
 * run from 0 (never) to 1 (always); a file draws when it is uploaded and has at most one fault, the first that hits.
 *
 * @param unknown rate of files that Meta says it does not know
 * @param gone rate of files whose link answers HTTP 404
 * @param hang rate of files of which half comes, then silence for hangMs and a reset connection
 * @param cut rate of files whose connection is reset after half of them
 * @param endless rate of files that never end
 * @param wrongLength rate of files that are said to be a byte longer than they are
 * @param huge rate of files that are said to have 2 GiB
 * @param wrongType rate of files that become a PDF as they are uploaded and keep the type they were said to have
 * @param hangMs how long the silence of hang lasts; default 30000
 * @param times how often a file shows its fault before it is given whole; 0, the default, means always
 * @param magicNames whether a file has the fault it is named after, as cut.png; default true
 */
public record MediaFaults(
        double unknown,
        double gone,
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

    /** The fault of a file of this name. */
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
            case gone -> gone;
            case hang -> hang;
            case cut -> cut;
            case endless -> endless;
            case wrongLength -> wrongLength;
            case huge -> huge;
            case wrongType -> wrongType;
        };
    }
}
