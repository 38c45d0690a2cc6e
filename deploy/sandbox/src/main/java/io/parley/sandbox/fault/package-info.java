/** The fault plan, and the seeded random decisions by which faults occur. */
package io.parley.sandbox.fault;
