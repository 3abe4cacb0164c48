/**
 * What a run will cost, before it starts: counts, bytes, memory and time by stage, whether it fits,
 * and the smallest change that makes it fit (docs/estimate.md). Arithmetic only: resources and
 * rates are given. The sizes themselves are those by which the stages check themselves.
 */
package org.graphrestore.estimate;
