/** Sessions, pages and upserts of entities (Hibernate Reactive with Panache), for services that have them. */
@NullMarked
package io.parley.runtime.entities;

import org.jspecify.annotations.NullMarked;
