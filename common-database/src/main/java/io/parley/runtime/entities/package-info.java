/** Sessions, pages and upserts of entities (Hibernate Reactive with Panache), for services that have them. */
package io.parley.runtime.entities;
