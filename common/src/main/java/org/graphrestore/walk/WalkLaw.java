package org.graphrestore.walk;

/** The transition laws that can be chosen by {@code walk.law}. */
public enum WalkLaw {
  /** Every out-neighbour with the same probability, whatever the weights. */
  UNIFORM {
    @Override
    TransitionLaw transitions(WalkParams params) {
      return new UniformLaw();
    }

    @Override
    boolean byWeight() {
      return false;
    }
  },

  /** Every out-neighbour by the weight of its edge. */
  WEIGHTED {
    @Override
    TransitionLaw transitions(WalkParams params) {
      return new WeightedLaw();
    }
  },

  /** By the weight of the edge and by where the walk came from. */
  NODE2VEC {
    @Override
    TransitionLaw transitions(WalkParams params) {
      // Without a bias it is the law of its first step, draw for draw.
      return params.p() == 1 && params.q() == 1
          ? new WeightedLaw()
          : new Node2vecLaw(params.p(), params.q());
    }

    @Override
    boolean biased() {
      return true;
    }
  },

  /** As node2vec, but an edge counts as far as it weighs. */
  NODE2VEC_PLUS {
    @Override
    TransitionLaw transitions(WalkParams params) {
      return params.p() == 1 && params.q() == 1
          ? new WeightedLaw()
          : new Node2vecPlusLaw(params.p(), params.q(), params.laws().gamma());
    }

    @Override
    boolean biased() {
      return true;
    }
  },

  /** Along a path of relations or of node types. */
  METAPATH {
    @Override
    TransitionLaw transitions(WalkParams params) {
      return new MetapathLaw(params.laws().metapath());
    }

    @Override
    boolean byWeight() {
      return false;
    }
  };

  /** Returns the arithmetic of this law for the parameters that it reads. */
  abstract TransitionLaw transitions(WalkParams params);

  /** Returns whether the law draws by the weights of edges. */
  boolean byWeight() {
    return true;
  }

  /** Returns whether the law reads p and q. */
  boolean biased() {
    return false;
  }
}
