/** States of a localization and the transitions between them. Pure: without I/O and clock. */
package io.parley.template.lifecycle;
