"""What the wheel takes from the Java build: its version, and the platform of DuckDB's native library."""

import os
import pathlib
import re

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

# DuckDB's native libraries need glibc 2.25 and macOS 11; the tags are the next ones that pip knows, and those of the runtime.
TAGS = {
    "linux_amd64": "manylinux_2_28_x86_64",
    "linux_arm64": "manylinux_2_28_aarch64",
    "macos_arm64": "macosx_11_0_arm64",
    "windows_amd64": "win_amd64",
}


class Version(MetadataHookInterface):
    def update(self, metadata):
        # Once built, the version of the jar: hatchling calls this in a folder that has no sources of Java.
        metadata["version"] = (pathlib.Path(self.root) / "VERSION").read_text().strip()


class Platform(BuildHookInterface):
    def initialize(self, version, build_data):
        java = pathlib.Path(self.root) / "src" / "teeter" / "java"
        natives = [re.fullmatch(r"libduckdb_java\.so_(.+)", f.name) for f in (java / "lib").iterdir()]
        platforms = [native.group(1) for native in natives if native]
        if len(platforms) != 1 or platforms[0] not in TAGS:
            raise ValueError(f"one native library of DuckDB, of {', '.join(TAGS)}, must lie in {java}/lib, found {platforms}")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{TAGS[platforms[0]]}"
