/** Bilinear scores, one a hop distance, fitted to some nodes' shells and judged on others. */
package org.graphrestore.reconstruction.fitted;
