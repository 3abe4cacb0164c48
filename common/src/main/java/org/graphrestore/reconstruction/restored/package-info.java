/**
 * The graph that vectors restore: which pairs become edges, exactly and without sorting all scores,
 * and how the restored graph differs from the original.
 */
package org.graphrestore.reconstruction.restored;
