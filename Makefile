# The door for people: make help. Each target is one command that can be typed as well.
.DEFAULT_GOAL := help
SHELL := bash
MVN := mvn -B -ntp

.PHONY: help setup fmt check test it slow bench jar run-local docs clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

setup: ## fetch what the build needs, so that it works offline
	$(MVN) -Dquick -DskipTests package

fmt: ## format all Java files
	$(MVN) -q spotless:apply

check: ## everything that CI runs
	scripts/test

test: ## unit tests only, without the gates
	$(MVN) -Dquick test

it: ## tests on local-cluster too, without the gates
	$(MVN) -Dquick verify

slow: ## everything that CI runs, and the slow tests
	scripts/test -Pslow

bench: ## the JMH benchmarks; JMH="Name -p dim=128" chooses
	$(MVN) -q -Dquick -DskipTests -pl benchmarks -am package dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=target/classpath
	java --add-modules=jdk.incubator.vector -cp "benchmarks/target/classes:$$(cat benchmarks/target/classpath)" org.openjdk.jmh.Main $(JMH)

jar: ## the jar to submit, checked
	$(MVN) -q -Dquick -DskipTests -pl spark-jobs -am package
	scripts/check-jar.sh

run-local: ## a real graph in local mode, ends at a report
	scripts/graphrestore quickstart

docs: ## write the generated pages anew
	UPDATE_GOLDEN=1 $(MVN) -q -Dquick -pl spark-jobs -am test -Dtest=ConfigurationDocTest -Dsurefire.failIfNoSpecifiedTests=false

clean: ## remove what builds and runs made, but not the fetched Spark
	rm -rf {common,benchmarks}/target graphrestore-logs
	find spark-jobs/target -mindepth 1 -maxdepth 1 ! -name spark-home ! -name quickstart -exec rm -rf {} + 2>/dev/null || true
