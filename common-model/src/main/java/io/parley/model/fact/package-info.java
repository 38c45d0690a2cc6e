/** Facts that template-service and flow-service publish: the state of templates and flows, and what changed. */
@NullMarked
package io.parley.model.fact;

import org.jspecify.annotations.NullMarked;
