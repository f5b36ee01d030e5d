#!/usr/bin/env bash
# The long reliability loops: 200 rounds of kill -9 under load (or FOOTFALL_SOAK_ROUNDS), and 100,000 simulated lives with power failures.
# The seed is printed; FOOTFALL_SOAK_SEED repeats a run's decisions.
set -euo pipefail
cd "$(dirname "$0")/.."
export FOOTFALL_SOAK_ROUNDS=${FOOTFALL_SOAK_ROUNDS:-200}
export FOOTFALL_SOAK_SEED=${FOOTFALL_SOAK_SEED:-$RANDOM}
export FOOTFALL_POWER_LOSS_SEEDS=${FOOTFALL_POWER_LOSS_SEEDS:-100000}
echo "seed $FOOTFALL_SOAK_SEED, $FOOTFALL_SOAK_ROUNDS kills, $FOOTFALL_POWER_LOSS_SEEDS power failures"
for project in Reliability Ingestion; do dotnet build "tests/$project.Tests" -c Release --nologo -v quiet; done
tests/Reliability.Tests/bin/Release/net10.0/Footfall.Reliability.Tests -class Footfall.Reliability.Tests.KillTests
tests/Ingestion.Tests/bin/Release/net10.0/Footfall.Ingestion.Tests -class Footfall.Ingestion.Tests.Journal.PowerLossTests
