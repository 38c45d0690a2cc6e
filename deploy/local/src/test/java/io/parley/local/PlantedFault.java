package io.parley.local;

/**
 * A fault of the set-up, and the lines by which {@code ./dev doctor} must name it.
 *
 * @param name shown in the test report
 * @param result failed or warning
 * @param finding part of the line
 * @param remedy part of the line below it
 */
record PlantedFault(String name, Step plant, Step repair, String result, String finding, String remedy) {

    /** A change of the platform or of the networks. */
    interface Step {
        void run() throws Exception;
    }

    /** Documented: 1 if anything has failed, else 0. */
    int status() {
        return result.equals("failed") ? 1 : 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
