#!/usr/bin/env bash
# After a change of the model: adds a migration of that name for each engine and compiles the model anew.
# tools/model.sh NAME
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -eq 1 ] || { echo "Usage: tools/model.sh NAME" >&2; exit 2; }

# The compiled model of yesterday may no longer build with the entities of today.
export WithoutCompiledModel=true
dotnet tool restore
for engine in Sqlite SqlServer; do
  project="src/CoproNetwork.Migrations.$engine"
  dotnet ef migrations add "$1" --project "$project"
  rm -rf "$project/CompiledModel"
  dotnet ef dbcontext optimize --project "$project" --output-dir CompiledModel --namespace "CoproNetwork.Migrations.$engine.CompiledModel"
done
